// The Telegram test server in a process of its own: node telegram_server.js FOLDER_OF_MODULES PORT
const [folder, port] = process.argv.slice(2);
const TelegramServer = require(require.resolve('telegram-test-api', { paths: [folder] }));

// A webhook that answers with an error would end it.
process.on('unhandledRejection', (reason) => console.error(`webhook: ${reason}`));

new TelegramServer({ port: Number(port), host: '127.0.0.1', storeTimeout: 600 }).start();

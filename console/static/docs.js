// Opens Swagger UI. Nothing else is told of it: by itself it would ask a validator on the internet.
SwaggerUIBundle({
  dom_id: "#docs",
  url: document.querySelector("#docs").dataset.description,
  deepLinking: true,
  validatorUrl: null,
});

"""What officers have to do: tasks and citizens' requests in one list, answers, what was told of a dossier."""

"""Between the library and the templates: what each page shows, in the order in which it shows it."""

"""The Plan-op-een-Pagina: a school's own plan, made with several people at once, kept up after the bootcamp."""

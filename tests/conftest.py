pytest_plugins = ["tests.running"]

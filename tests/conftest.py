pytest_plugins = ["tests.running", "tests.servers"]

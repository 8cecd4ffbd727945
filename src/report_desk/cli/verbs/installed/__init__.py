"""What proves an installed program on the machine it was installed on: ``self-test``."""

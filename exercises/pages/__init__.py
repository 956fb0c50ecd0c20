"""What the officer's pages show, one module for each kind of exercise."""

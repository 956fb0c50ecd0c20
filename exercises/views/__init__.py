"""The officer's pages, one module for each kind of exercise."""

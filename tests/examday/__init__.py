"""An examination day: a room of officers on a real server and database, both of which fail on the way."""

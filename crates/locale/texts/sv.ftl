### What people read, in Fluent.

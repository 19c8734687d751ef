using Xunit.Sdk;
using Xunit.v3;

// A fault in SQLite affects the whole process, and timing needs the processor for one test at a time.
[assembly: Parallelization(Mode = ParallelMode.None)]

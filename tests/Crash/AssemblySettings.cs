using Xunit.Sdk;
using Xunit.v3;

// Faults beneath SQLite are faults for the whole process, and each test wants the processor for itself.
[assembly: Parallelization(Mode = ParallelMode.None)]

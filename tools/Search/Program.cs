using System.CommandLine;
using System.CommandLine.Invocation;
using SearchEngine.Cli;
using SearchEngine.Cli.Help;
using SearchEngine.Cli.Output;
using SearchEngine.Evaluation;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Filters;
using SearchEngine.Runtime.Checkpoints;

RootCommand root = CommandLine.Create();
ParseResult parsed = root.Parse(args, CommandLine.Parsing);
if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
{
    foreach (string error in parsed.Errors.Select(error => error.Message).Distinct()) Complaint.Write(error);
    Console.Error.WriteLine($"Try: {HelpView.CommandPath(parsed.CommandResult.Command)} --help");
    return ExitCode.Usage;
}

// What cannot be asked to stop ends at once, as any program does; the index survives that.
using Interruption? interruption = parsed.Action is AsynchronousCommandLineAction ? new() : null;
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interruption?.Token ?? CancellationToken.None);
}
catch (UsageException e)
{
    Complaint.Write(e.Message);
    return ExitCode.Usage;
}
catch (FilterException e)
{
    Complaint.Write($"--filter '{e.Filter}': {e.Reason}");
    return ExitCode.Usage;
}
catch (Exception e) when (e is CheckpointException or IndexException or EvaluationException or IOException or UnauthorizedAccessException)
{
    Complaint.Write(e.Message);
    return ExitCode.Failure;
}
catch (Exception e) when (e is not OperationCanceledException)
{
    Complaint.Write($"a fault in the program itself, for which we are sorry ({e.GetType().Name}: {e.Message}); please report it with this command line");
    return ExitCode.Failure;
}
catch (OperationCanceledException)
{
    Complaint.Write("cancelled; what was committed is kept, and the next run continues from there");
    return ExitCode.Cancelled;
}

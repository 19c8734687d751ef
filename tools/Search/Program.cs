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
ParseResult parsed = root.Parse(args, CommandLine.ParserConfiguration);
if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
{
    foreach (string error in parsed.Errors.Select(error => error.Message).Distinct()) ErrorOutput.Write(error);
    Console.Error.WriteLine($"Try: {HelpView.GetCommandPath(parsed.CommandResult.Command)} --help");
    return ExitCode.UsageError;
}

// Synchronous commands cannot be cancelled: a signal ends them at once, which the index survives.
using CancellationSignals? signals = parsed.Action is AsynchronousCommandLineAction ? new() : null;
InvocationConfiguration invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
try
{
    return await parsed.InvokeAsync(invocation, signals?.Token ?? CancellationToken.None);
}
catch (UsageException e)
{
    ErrorOutput.Write(e.Message);
    return ExitCode.UsageError;
}
catch (FilterException e)
{
    ErrorOutput.Write($"--filter '{e.Filter}': {e.Reason}");
    return ExitCode.UsageError;
}
catch (Exception e) when (e is CheckpointException or IndexException or EvaluationException or IOException or UnauthorizedAccessException)
{
    ErrorOutput.Write(e.Message);
    return ExitCode.Failure;
}
catch (Exception e) when (e is not OperationCanceledException)
{
    ErrorOutput.Write($"internal error ({e.GetType().Name}: {e.Message}); please report it together with this command line");
    return ExitCode.Failure;
}
catch (OperationCanceledException)
{
    ErrorOutput.Write("cancelled; committed work is kept, and the next run continues from there");
    return ExitCode.Cancelled;
}

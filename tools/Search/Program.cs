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

// What cannot be asked to stop ends at once, as any program does; the index survives that.
using CancellationSignals? interruption = parsed.Action is AsynchronousCommandLineAction ? new() : null;
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interruption?.Token ?? CancellationToken.None);
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
    ErrorOutput.Write($"a fault in the program itself, for which we are sorry ({e.GetType().Name}: {e.Message}); please report it with this command line");
    return ExitCode.Failure;
}
catch (OperationCanceledException)
{
    ErrorOutput.Write("cancelled; what was committed is kept, and the next run continues from there");
    return ExitCode.Cancelled;
}

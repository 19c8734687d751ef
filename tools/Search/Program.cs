using System.CommandLine;
using SearchEngine.Evaluation;
using SearchEngine.Index;
using SearchEngine.Index.Filters;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Search;
using SearchEngine.Search.Commands;
using SearchEngine.Search.Output;

SharedOptions shared = new();
RootCommand root = new("Search your own documents by words and by meaning, on this machine alone.")
{
    IndexCommand.Create(shared),
    QueryCommand.Create(shared),
    StatusCommand.Create(shared),
    DoctorCommand.Create(shared),
    EvalCommand.Create(shared),
    ModelsCommand.Create(shared),
};
shared.AddTo(root);

// A query may begin with '@'; response files would swallow it.
ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    foreach (string error in parsed.Errors.Select(error => error.Message).Distinct()) Console.Error.WriteLine($"search: {error}");
    Console.Error.WriteLine($"Try: search {(parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ")}--help");
    return ExitCode.Usage;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (UsageException e)
{
    Console.Error.WriteLine($"search: {e.Message}");
    return ExitCode.Usage;
}
catch (FilterException e)
{
    Console.Error.WriteLine($"search: --filter '{PlainText.WithoutControls(e.Filter)}': {PlainText.WithoutControls(e.Reason)}");
    return ExitCode.Usage;
}
catch (Exception e) when (e is CheckpointException or IndexException or EvaluationException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"search: {e.Message}");
    return ExitCode.Failure;
}
catch (Exception e) when (e is not OperationCanceledException)
{
    Console.Error.WriteLine($"search: a fault in the program itself, for which we are sorry ({e.GetType().Name}: {e.Message}); please report it with this command line");
    return ExitCode.Failure;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("search: cancelled; what was committed is kept, and the next run continues from there");
    return ExitCode.Cancelled;
}

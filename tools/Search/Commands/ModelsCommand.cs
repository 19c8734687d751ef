using System.CommandLine;
using SearchEngine.Encoder.Inspection;
using SearchEngine.Search.Output;

namespace SearchEngine.Search.Commands;

/// <summary>What <c>search models list</c> shows.</summary>
/// <param name="Places">The folders that models are looked for in.</param>
/// <param name="Models">The models in them.</param>
internal sealed record ModelList(IReadOnlyList<string> Places, IReadOnlyList<ModelReport> Models);

/// <summary><c>search models list|inspect</c>: which models there are, and what a folder is.</summary>
internal static class ModelsCommand
{
    public static Command Create(SharedOptions shared) => new("models", "Show the models there are, or what a folder is") { List(shared), Inspect(shared) };

    private static Command List(SharedOptions shared)
    {
        Command command = new("list", "Show the models that --model knows by name");
        command.SetAction(parsed =>
        {
            ModelList list = new([.. ModelFolders.Places().Where(Directory.Exists)], [.. ModelFolders.All().Where(ModelInspector.LooksLikeAModel).Select(ModelInspector.Inspect)]);
            switch (shared.Format(parsed))
            {
                case OutputFormat.Json: JsonOutput.Write(list); break;
                case OutputFormat.JsonLines: JsonOutput.WriteLines(list.Models); break;
                default: ModelView.Show(list, Console.Out); break;
            }
            if (list.Models.Count == 0) shared.Terminal(parsed).Notice($"no models below {string.Join(", ", ModelFolders.Places())}");
            return list.Models.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
        });
        return command;
    }

    private static Command Inspect(SharedOptions shared)
    {
        Argument<string> path = new("PATH") { Description = "A model folder, or the name of one that 'search models list' shows" };
        Command command = new("inspect", "Show what a model folder is, and whether it is complete (ends with 1 where it is not)") { path };
        command.SetAction(parsed =>
        {
            string named = parsed.GetRequiredValue(path);
            if (string.IsNullOrWhiteSpace(named)) throw new UsageException("PATH is empty; name a model folder");
            ModelReport report = ModelInspector.Inspect(Folder.Require(ModelPath.Resolve(named)));
            switch (shared.Format(parsed))
            {
                case OutputFormat.Json: JsonOutput.Write(report); break;
                case OutputFormat.JsonLines: JsonOutput.WriteLine(report); break;
                default: ModelView.Show(report, Console.Out); break;
            }
            return report.Complete ? ExitCode.Found : ExitCode.Incomplete;
        });
        return command;
    }
}

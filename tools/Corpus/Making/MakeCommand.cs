using System.CommandLine;

namespace SearchEngine.Corpus.Making;

/// <summary><c>corpus make DIR</c>: makes documents with real programs, and a file that says what must be found in each.</summary>
internal static class MakeCommand
{
    public static Command Create()
    {
        Argument<DirectoryInfo> folder = new("DIR") { Description = "the folder for the documents; created if it does not exist" };
        Option<string> set = new("--set")
        {
            Description = "the set of sources: documents (for the tests of readers) or samples (for samples/)",
            DefaultValueFactory = static _ => "documents",
        };
        set.AcceptOnlyFromAmong("documents", "samples");
        Option<string?> only = new("--only") { Description = "only make documents whose names start with this" };
        Command command = new("make", "Makes documents with LibreOffice, Chromium, poppler, iconv, git and Python.") { folder, set, only };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            try
            {
                await MakeAsync(arguments.GetValue(folder)!, arguments.GetValue(set)!, arguments.GetValue(only) ?? "", cancellationToken);
                return 0;
            }
            catch (DocumentMakingException exception)
            {
                Console.Error.WriteLine($"corpus: {exception.Message}");
                return 1;
            }
        });
        return command;
    }

    private static async Task MakeAsync(DirectoryInfo folder, string set, string only, CancellationToken cancellationToken)
    {
        string sources = Path.Combine(AppContext.BaseDirectory, "Sources", set);
        Recipe recipe = Recipe.Read(Path.Combine(sources, "recipe.json"));
        using Workspace workspace = new(sources, folder.FullName);
        DocumentMakers makers = new(workspace);
        makers.RequirePrograms(recipe);
        foreach (RecipeStep step in recipe.Steps.Where(step => step.File.StartsWith(only, StringComparison.Ordinal)))
        {
            Console.Error.WriteLine($"{step.File}: {step.Maker} from {step.Source}");
            Directory.CreateDirectory(Path.GetDirectoryName(workspace.GetTargetPath(step.File))!);
            // Some programs append to an existing file.
            File.Delete(workspace.GetTargetPath(step.File));
            await makers.MakeAsync(step, cancellationToken);
            if (File.Exists(workspace.GetTargetPath(step.File))) continue;
            throw new DocumentMakingException($"{step.Maker} reported no error but did not write {step.File}");
        }
        if (set == "documents") Expectations.Write(recipe, sources, workspace.GetTargetPath("expected.json"));
    }
}

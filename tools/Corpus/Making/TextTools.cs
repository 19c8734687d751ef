namespace SearchEngine.Corpus.Making;

/// <summary>iconv, Python and git, each writing what it writes every day.</summary>
internal sealed class TextTools(Workspace workshop)
{
    /// <summary>Writes a text in the character set that the option names; <c>bom:</c> before it asks for a byte order mark.</summary>
    public async Task EncodeAsync(RecipeStep step, CancellationToken cancellationToken)
    {
        string text = File.ReadAllText(workshop.GetSourcePath(step.Source));
        bool mark = step.Option!.StartsWith("bom:", StringComparison.Ordinal);
        string copy = workshop.GetTempPath("text");
        File.WriteAllText(copy, mark ? "\ufeff" + text : text);
        File.WriteAllBytes(workshop.GetTargetPath(step.File), await workshop.RunAsync("iconv", ["-f", "UTF-8", "-t", mark ? step.Option[4..] : step.Option, copy], cancellationToken));
    }

    /// <summary>Runs a script that writes the document to the path it is given; the option is its first argument.</summary>
    public Task RunPythonAsync(RecipeStep step, CancellationToken cancellationToken) =>
        workshop.RunAsync("python3", [workshop.GetSourcePath(step.Source), step.Option ?? "", workshop.GetTargetPath(step.File)], cancellationToken, Path.GetDirectoryName(workshop.GetSourcePath(step.Source)));

    /// <summary>Commits each version of a text (the files of a folder, in order) and has git mail the changes.</summary>
    public async Task FormatPatchesAsync(RecipeStep step, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateDirectory(workshop.GetTempPath("repository")).FullName;
        await GitAsync("init", "--quiet");
        foreach (string version in Directory.EnumerateFiles(workshop.GetSourcePath(step.Source)).Order(StringComparer.Ordinal))
        {
            // The first line is the commit's subject, the rest the file.
            string[] lines = File.ReadAllLines(version);
            File.WriteAllLines(Path.Combine(folder, "rota.txt"), lines[1..]);
            await GitAsync("add", "rota.txt");
            await GitAsync("commit", "--quiet", "-m", lines[0]);
        }
        File.WriteAllBytes(workshop.GetTargetPath(step.File), await GitAsync("format-patch", "--root", "--stdout", "HEAD"));

        Task<byte[]> GitAsync(params string[] arguments) =>
            workshop.RunAsync("env",
                ["GIT_AUTHOR_DATE=2026-03-01T08:00:00Z", "GIT_COMMITTER_DATE=2026-03-01T08:00:00Z", "git", "-c", "user.name=Edda Morrow", "-c", "user.email=edda@ternrock.example", "-c", "commit.gpgSign=false", .. arguments], cancellationToken, folder);
    }
}

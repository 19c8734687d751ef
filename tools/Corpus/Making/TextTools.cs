namespace SearchEngine.Corpus.Making;

/// <summary>Makes documents with iconv, Python and git.</summary>
internal sealed class TextTools(Workspace workspace)
{
    /// <summary>Writes a text in the character set that the option names; the prefix <c>bom:</c> adds a byte order mark.</summary>
    public async Task EncodeAsync(RecipeStep step, CancellationToken cancellationToken)
    {
        string text = File.ReadAllText(workspace.GetSourcePath(step.Source));
        bool hasMark = step.Option!.StartsWith("bom:", StringComparison.Ordinal);
        string copy = workspace.GetTempPath("text");
        File.WriteAllText(copy, hasMark ? "\ufeff" + text : text);
        string characterSet = hasMark ? step.Option["bom:".Length..] : step.Option;
        byte[] encoded = await workspace.RunAsync("iconv", ["-f", "UTF-8", "-t", characterSet, copy], cancellationToken);
        File.WriteAllBytes(workspace.GetTargetPath(step.File), encoded);
    }

    /// <summary>Runs a script with the option and the path of the document as its arguments.</summary>
    public Task RunPythonAsync(RecipeStep step, CancellationToken cancellationToken)
    {
        string script = workspace.GetSourcePath(step.Source);
        string[] arguments = [script, step.Option ?? "", workspace.GetTargetPath(step.File)];
        return workspace.RunAsync("python3", arguments, cancellationToken, Path.GetDirectoryName(script));
    }

    /// <summary>Commits each version of a text (the files of a folder, in order) and writes the commits as patches for mail.</summary>
    public async Task FormatPatchesAsync(RecipeStep step, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateDirectory(workspace.GetTempPath("repository")).FullName;
        await GitAsync("init", "--quiet");
        foreach (string version in Directory.EnumerateFiles(workspace.GetSourcePath(step.Source)).Order(StringComparer.Ordinal))
        {
            // The first line is the commit's subject, the rest the file.
            string[] lines = File.ReadAllLines(version);
            File.WriteAllLines(Path.Combine(folder, "rota.txt"), lines[1..]);
            await GitAsync("add", "rota.txt");
            await GitAsync("commit", "--quiet", "-m", lines[0]);
        }
        File.WriteAllBytes(workspace.GetTargetPath(step.File), await GitAsync("format-patch", "--root", "--stdout", "HEAD"));

        Task<byte[]> GitAsync(params string[] arguments) => workspace.RunAsync(
            "env",
            [
                "GIT_AUTHOR_DATE=2026-03-01T08:00:00Z",
                "GIT_COMMITTER_DATE=2026-03-01T08:00:00Z",
                "git",
                "-c", "user.name=Edda Morrow",
                "-c", "user.email=edda@ternrock.example",
                "-c", "commit.gpgSign=false",
                .. arguments,
            ],
            cancellationToken,
            folder);
    }
}

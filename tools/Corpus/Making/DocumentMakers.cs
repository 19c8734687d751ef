namespace SearchEngine.Corpus.Making;

/// <summary>Runs the makers that a recipe names, and knows the programs that each needs.</summary>
internal sealed class DocumentMakers(Workspace workspace)
{
    private static readonly Dictionary<string, (string Program, string Package)[]> RequiredPrograms = new()
    {
        ["office"] = [("soffice", "libreoffice-writer, libreoffice-calc and libreoffice-impress")],
        ["macro"] = [("soffice", "libreoffice-writer, libreoffice-calc and libreoffice-impress")],
        ["locked"] = [("soffice", "libreoffice-writer, libreoffice-calc and libreoffice-impress")],
        ["print"] = [("chromium", "chromium")],
        ["dom"] = [("chromium", "chromium")],
        ["scan"] = [("pdftoppm", "poppler-utils"), ("chromium", "chromium")],
        ["iconv"] = [("iconv", "libc-bin")],
        ["python"] = [("python3", "python3")],
        ["git"] = [("git", "git")],
        ["copy"] = [],
    };

    private readonly OfficeSuite _office = new(workspace);
    private readonly Browser _browser = new(workspace);
    private readonly TextTools _text = new(workspace);

    /// <summary>Checks that all programs are installed, before any document is made.</summary>
    /// <exception cref="DocumentMakingException">A program is missing, or a maker is unknown.</exception>
    public void RequirePrograms(Recipe recipe)
    {
        foreach ((string program, string package) in recipe.Steps.Select(step => step.Maker).Distinct().SelectMany(GetRequiredPrograms))
        {
            if (IsOnPath(program)) continue;
            throw new DocumentMakingException($"{program} is not on the PATH; on Debian, install {package} with apt");
        }
    }

    public Task MakeAsync(RecipeStep step, CancellationToken cancellationToken) => step.Maker switch
    {
        "office" => _office.ConvertAsync(step, cancellationToken),
        "locked" => _office.SaveByMacroAsync("SaveLocked", step, cancellationToken),
        "macro" => _office.SaveByMacroAsync("SaveWithMacro", step, cancellationToken),
        "print" => _browser.PrintAsync(workspace.GetSourcePath(step.Source), workspace.GetTargetPath(step.File), cancellationToken),
        "dom" => _browser.DumpAsync(step, cancellationToken),
        "scan" => _browser.ScanAsync(step, cancellationToken),
        "iconv" => _text.EncodeAsync(step, cancellationToken),
        "python" => _text.RunPythonAsync(step, cancellationToken),
        "git" => _text.FormatPatchesAsync(step, cancellationToken),
        _ => Task.Run(() => Copy(step), cancellationToken),
    };

    private static (string Program, string Package)[] GetRequiredPrograms(string maker) =>
        RequiredPrograms.TryGetValue(maker, out (string, string)[]? programs)
            ? programs
            : throw new DocumentMakingException(
                $"recipe.json names the unknown maker \"{maker}\"; use one of {string.Join(", ", RequiredPrograms.Keys)}");

    private void Copy(RecipeStep step) =>
        File.Copy(workspace.GetSourcePath(step.Source), workspace.GetTargetPath(step.File), overwrite: true);

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(
            folder => File.Exists(Path.Combine(folder, program)));
}

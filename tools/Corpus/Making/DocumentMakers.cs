namespace SearchEngine.Corpus.Making;

/// <summary>The makers by name, and the program that each needs.</summary>
internal sealed class DocumentMakers(Workspace workshop)
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

    private readonly OfficeSuite _office = new(workshop);
    private readonly Browser _browser = new(workshop);
    private readonly TextTools _text = new(workshop);

    /// <summary>Says what to install before anything is made.</summary>
    public void RequirePrograms(Recipe recipe)
    {
        foreach ((string program, string package) in recipe.Steps.Select(step => step.Maker).Distinct().SelectMany(GetRequiredPrograms))
        {
            if (!IsOnPath(program)) throw new DocumentMakingException($"{program} is not on the PATH; on Debian it comes with {package} (apt install)");
        }
    }

    public Task MakeAsync(RecipeStep step, CancellationToken cancellationToken) => step.Maker switch
    {
        "office" => _office.ConvertAsync(step, cancellationToken),
        "locked" => _office.SaveByMacroAsync("SaveLocked", step, cancellationToken),
        "macro" => _office.SaveByMacroAsync("SaveWithMacro", step, cancellationToken),
        "print" => _browser.PrintAsync(workshop.GetSourcePath(step.Source), workshop.GetTargetPath(step.File), cancellationToken),
        "dom" => _browser.DumpAsync(step, cancellationToken),
        "scan" => _browser.ScanAsync(step, cancellationToken),
        "iconv" => _text.EncodeAsync(step, cancellationToken),
        "python" => _text.RunPythonAsync(step, cancellationToken),
        "git" => _text.FormatPatchesAsync(step, cancellationToken),
        _ => Task.Run(() => File.Copy(workshop.GetSourcePath(step.Source), workshop.GetTargetPath(step.File), overwrite: true), cancellationToken),
    };

    private static (string Program, string Package)[] GetRequiredPrograms(string maker) =>
        RequiredPrograms.TryGetValue(maker, out (string, string)[]? needs) ? needs : throw new DocumentMakingException($"recipe.json names an unknown maker \"{maker}\"; there are {string.Join(", ", RequiredPrograms.Keys)}");

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}

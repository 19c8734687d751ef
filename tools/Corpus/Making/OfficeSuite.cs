namespace SearchEngine.Corpus.Making;

/// <summary>Runs LibreOffice with a temporary profile.</summary>
internal sealed class OfficeSuite(Workspace workspace)
{
    private const string LibraryIndex = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
        <library:library xmlns:library="http://openoffice.org/2000/library"
            library:name="Standard" library:readonly="false" library:passwordprotected="false">
          <library:element library:name="Saving"/>
        </library:library>
        """;

    private bool _hasMacros;

    /// <summary>
    /// Saves a source in another format. The option is a filter of <c>--convert-to</c>; without it the extension
    /// decides.
    /// </summary>
    public async Task ConvertAsync(RecipeStep step, CancellationToken cancellationToken)
    {
        string folder = workspace.GetTempPath("converted");
        string extension = Path.GetExtension(step.File)[1..];
        string filter = step.Option is null ? extension : $"{extension}:{step.Option}";
        await RunAsync(["--convert-to", filter, "--outdir", folder, workspace.GetSourcePath(step.Source)], cancellationToken);
        string written = Path.Combine(folder, Path.ChangeExtension(Path.GetFileName(step.Source), extension));
        if (!File.Exists(written))
        {
            throw new DocumentMakingException(
                $"soffice did not write {step.File}; is the component for {Path.GetExtension(step.Source)} installed "
                + "(libreoffice-writer, -calc, -impress)?");
        }
        File.Move(written, workspace.GetTargetPath(step.File), overwrite: true);
    }

    /// <summary>
    /// Saves a source with a macro in Saving.bas, for formats that <c>--convert-to</c> cannot write. The option is the
    /// filter's name.
    /// </summary>
    public async Task SaveByMacroAsync(string macro, RecipeStep step, CancellationToken cancellationToken)
    {
        await InstallMacrosAsync(cancellationToken);
        string source = workspace.GetSourcePath(step.Source), target = workspace.GetTargetPath(step.File);
        await RunAsync([$"macro:///Standard.Saving.{macro}(\"{source}\",\"{target}\",\"{step.Option}\")"], cancellationToken);
        string error = target + ".error";
        if (!File.Exists(error)) return;
        string reason = File.ReadAllText(error).Trim();
        File.Delete(error);
        throw new DocumentMakingException($"soffice could not save {step.File}: {reason}");
    }

    private async Task InstallMacrosAsync(CancellationToken cancellationToken)
    {
        if (_hasMacros) return;
        // The first start overwrites the library, so it must happen before the macros are written.
        await RunAsync(["--terminate_after_init"], cancellationToken);
        string library = Path.Combine(workspace.GetTempPath("profile"), "user", "basic", "Standard");
        string code = System.Security.SecurityElement.Escape(File.ReadAllText(workspace.GetSourcePath("Saving.bas")))!;
        Directory.CreateDirectory(library);
        File.WriteAllText(Path.Combine(library, "script.xlb"), LibraryIndex);
        File.WriteAllText(
            Path.Combine(library, "Saving.xba"),
            $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
            <script:module xmlns:script="http://openoffice.org/2000/script"
                script:name="Saving" script:language="StarBasic">{code}</script:module>
            """);
        _hasMacros = true;
    }

    private Task RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        string profile = $"-env:UserInstallation={new Uri(workspace.GetTempPath("profile"))}";
        return workspace.RunAsync("soffice", ["--headless", "--norestore", profile, .. arguments], cancellationToken);
    }
}

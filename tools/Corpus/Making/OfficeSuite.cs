namespace SearchEngine.Corpus.Making;

/// <summary>LibreOffice, with a profile of its own.</summary>
internal sealed class OfficeSuite(Workspace workshop)
{
    private const string LibraryIndex = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
        <library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
          <library:element library:name="Saving"/>
        </library:library>
        """;

    private bool _hasMacros;

    /// <summary>Saves a source in another format; the option is a filter of <c>--convert-to</c>, else the extension says which.</summary>
    public async Task ConvertAsync(RecipeStep step, CancellationToken cancellationToken)
    {
        string folder = workshop.GetTempPath("converted");
        string extension = Path.GetExtension(step.File)[1..];
        await RunAsync(["--convert-to", step.Option is null ? extension : $"{extension}:{step.Option}", "--outdir", folder, workshop.GetSourcePath(step.Source)], cancellationToken);
        string written = Path.Combine(folder, Path.ChangeExtension(Path.GetFileName(step.Source), extension));
        if (!File.Exists(written)) throw new DocumentMakingException($"soffice wrote no {step.File}; is the component for {Path.GetExtension(step.Source)} installed (libreoffice-writer, -calc, -impress)?");
        File.Move(written, workshop.GetTargetPath(step.File), overwrite: true);
    }

    /// <summary>Saves a source by a macro in Saving.bas, for what <c>--convert-to</c> cannot do; the option is the filter's name.</summary>
    public async Task SaveByMacroAsync(string macro, RecipeStep step, CancellationToken cancellationToken)
    {
        await InstallMacrosAsync(cancellationToken);
        await RunAsync([$"macro:///Standard.Saving.{macro}(\"{workshop.GetSourcePath(step.Source)}\",\"{workshop.GetTargetPath(step.File)}\",\"{step.Option}\")"], cancellationToken);
        string error = workshop.GetTargetPath(step.File) + ".error";
        if (!File.Exists(error)) return;
        string reason = File.ReadAllText(error).Trim();
        File.Delete(error);
        throw new DocumentMakingException($"soffice could not save {step.File}: {reason}");
    }

    private async Task InstallMacrosAsync(CancellationToken cancellationToken)
    {
        if (_hasMacros) return;
        // The first start writes a library of its own over whatever lies there, so that comes first.
        await RunAsync(["--terminate_after_init"], cancellationToken);
        string library = Path.Combine(workshop.GetTempPath("profile"), "user", "basic", "Standard");
        string code = System.Security.SecurityElement.Escape(File.ReadAllText(workshop.GetSourcePath("Saving.bas")))!;
        Directory.CreateDirectory(library);
        File.WriteAllText(Path.Combine(library, "script.xlb"), LibraryIndex);
        File.WriteAllText(
            Path.Combine(library, "Saving.xba"),
            $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
            <script:module xmlns:script="http://openoffice.org/2000/script" script:name="Saving" script:language="StarBasic">{code}</script:module>
            """);
        _hasMacros = true;
    }

    private Task RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        workshop.RunAsync("soffice", ["--headless", "--norestore", $"-env:UserInstallation={new Uri(workshop.GetTempPath("profile"))}", .. arguments], cancellationToken);
}

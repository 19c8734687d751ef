using System.Text;

namespace SearchEngine.Corpus.Making;

/// <summary>Runs Chromium headless, offline and with a temporary profile.</summary>
internal sealed class Browser(Workspace workspace)
{
    /// <summary>Prints a page to PDF.</summary>
    public Task PrintAsync(string page, string pdf, CancellationToken cancellationToken) =>
        RunAsync([$"--print-to-pdf={pdf}", "--no-pdf-header-footer", new Uri(page).AbsoluteUri], cancellationToken);

    /// <summary>Writes the HTML of a page after its scripts have run.</summary>
    public async Task DumpAsync(RecipeStep step, CancellationToken cancellationToken) =>
        File.WriteAllBytes(
            workspace.GetTargetPath(step.File),
            await RunAsync(["--dump-dom", new Uri(workspace.GetSourcePath(step.Source)).AbsoluteUri], cancellationToken));

    /// <summary>Turns a PDF into a scan: the same pages as pictures, without any text.</summary>
    public async Task ScanAsync(RecipeStep step, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateDirectory(workspace.GetTempPath("scan")).FullName;
        string[] arguments = ["-r", "60", "-gray", "-png", workspace.GetSourcePath(step.Source), Path.Combine(folder, "page")];
        await workspace.RunAsync("pdftoppm", arguments, cancellationToken);
        StringBuilder page = new("<!DOCTYPE html><style>@page { size: A4; margin: 0 } body { margin: 0 } ");
        page.Append("img { width: 100%; height: 296mm; display: block }</style>");
        foreach (string picture in Directory.EnumerateFiles(folder, "*.png").Order(StringComparer.Ordinal))
        {
            page.Append($"<img src=\"{new Uri(picture)}\" alt=\"\">");
        }
        string html = Path.Combine(folder, "scan.html");
        File.WriteAllText(html, page.ToString());
        await PrintAsync(html, workspace.GetTargetPath(step.File), cancellationToken);
    }

    private Task<byte[]> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) => workspace.RunAsync(
        "chromium",
        [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            $"--user-data-dir={workspace.GetTempPath("browser")}",
            .. arguments,
        ],
        cancellationToken);
}

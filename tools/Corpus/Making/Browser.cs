using System.Text;

namespace SearchEngine.Corpus.Making;

/// <summary>Chromium without a window, without a network and with a profile of its own.</summary>
internal sealed class Browser(Workspace workshop)
{
    /// <summary>Prints a page to PDF.</summary>
    public Task PrintAsync(string page, string pdf, CancellationToken cancellationToken) =>
        RunAsync([$"--print-to-pdf={pdf}", "--no-pdf-header-footer", new Uri(page).AbsoluteUri], cancellationToken);

    /// <summary>Writes a page as it stands once its scripts have run.</summary>
    public async Task DumpAsync(RecipeStep step, CancellationToken cancellationToken) =>
        File.WriteAllBytes(workshop.GetTargetPath(step.File), await RunAsync(["--dump-dom", new Uri(workshop.GetSourcePath(step.Source)).AbsoluteUri], cancellationToken));

    /// <summary>Makes of a PDF what a scanner would: the same pages as pictures, without a letter of text.</summary>
    public async Task ScanAsync(RecipeStep step, CancellationToken cancellationToken)
    {
        string folder = Directory.CreateDirectory(workshop.GetTempPath("scan")).FullName;
        await workshop.RunAsync("pdftoppm", ["-r", "60", "-gray", "-png", workshop.GetSourcePath(step.Source), Path.Combine(folder, "page")], cancellationToken);
        StringBuilder page = new("<!DOCTYPE html><style>@page { size: A4; margin: 0 } body { margin: 0 } img { width: 100%; height: 296mm; display: block }</style>");
        foreach (string picture in Directory.EnumerateFiles(folder, "*.png").Order(StringComparer.Ordinal)) page.Append($"<img src=\"{new Uri(picture)}\" alt=\"\">");
        string html = Path.Combine(folder, "scan.html");
        File.WriteAllText(html, page.ToString());
        await PrintAsync(html, workshop.GetTargetPath(step.File), cancellationToken);
    }

    private Task<byte[]> RunAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) => workshop.RunAsync(
        "chromium",
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            $"--user-data-dir={workshop.GetTempPath("browser")}", .. arguments,
        ],
        cancellationToken);
}

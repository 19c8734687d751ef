using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>The state of a file in the index.</summary>
public sealed record FileReport(string Status, string? Reason);

/// <summary>
/// A folder with a valid note and all kinds of hostile documents, indexed once by the published program while one of its files grows.
/// </summary>
public sealed class HostileFolder : IAsyncLifetime
{
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Template = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate";

    /// <summary>Limits the heap to 2 GB, because a machine with many cores would unpack many bombs at once.</summary>
    private static readonly Dictionary<string, string?> BoundedHeap = new() { ["DOTNET_GCHeapHardLimit"] = "80000000" };

    private readonly TemporaryFolder _home = new();
    private readonly TcpListener _remoteServer = new(IPAddress.Loopback, 0);

    /// <summary>The program and its index.</summary>
    public SearchCommand Search { get; } = new();

    /// <summary>The outcome of <c>search index</c>.</summary>
    public ProcessOutcome Indexed { get; private set; } = new(-1, "", "");

    /// <summary>The state of each file in <c>search status --files</c>.</summary>
    public IReadOnlyDictionary<string, FileReport> Files { get; private set; } = new Dictionary<string, FileReport>();

    /// <summary>Whether the address in some of the documents was called.</summary>
    public bool WasRemoteServerCalled => _remoteServer.Pending();

    public async ValueTask InitializeAsync()
    {
        _remoteServer.Start();
        _home.Write("documents/note.md", "# Zebras\n\nThe striped zebra sleeps by day under the acacia.\n");
        _home.Write("secret.txt", "pangolin");
        Truncate(
            "handbook.pdf",
            "handbook.docx",
            "stock.xlsx",
            "talk.pptx",
            "handbook.epub",
            "handbook.odt",
            "stock.ods",
            "talk.odp",
            "alternative.eml",
            "letters.mbox",
            "handbook.html",
            "ships.ipynb",
            "ships.json",
            "stock.csv",
            "handbook.rtf");
        WriteWrongExtensions();
        foreach (string name in (string[])["locked.pdf", "locked.docx", "locked.xlsx", "locked.pptx", "macro.docm", "macro.xlsm"])
            Write(name, HostileFiles.ReadFixture(name));
        WriteBombs();
        WriteNested();
        WriteReferences();
        Write("invalid-utf8.txt", [.. "An invalid "u8, 0xc3, 0x28, 0xff, 0xfe, .. " giraffe."u8]);
        Write("nul.txt", [.. "An okapi"u8, 0, 0, 1, .. " behind NUL."u8]);

        using CancellationTokenSource indexing = new();
        Task growing = GrowAsync(_home.Write("documents/growing.log", "begun\n"), indexing.Token);
        Indexed = await Search.RunAsync(["index", _home["documents"]], environment: BoundedHeap);
        await indexing.CancelAsync();
        await growing;

        ProcessOutcome status = await Search.RunAsync(["status", "--files", "--json"]);
        Assert.True(status.ExitCode == ExitCode.Success, status.Stderr);
        Files = JsonDocument.Parse(status.Stdout).RootElement.GetProperty("files").EnumerateArray().ToDictionary(
            file => file.GetProperty("path").GetString()!,
            CreateReport);
    }

    private static FileReport CreateReport(JsonElement file) => new(
        file.GetProperty("status").GetString()!,
        file.TryGetProperty("reason", out JsonElement reason) ? reason.GetString() : null);

    public ValueTask DisposeAsync()
    {
        _remoteServer.Dispose();
        Search.Dispose();
        _home.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>
    /// Appends a line every few milliseconds, as a logging program does, until it is stopped or the file is long enough.
    /// </summary>
    private static async Task GrowAsync(string path, CancellationToken stop)
    {
        using PeriodicTimer pace = new(TimeSpan.FromMilliseconds(5));
        await using FileStream log = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        for (int line = 0; line < 4000 && !stop.IsCancellationRequested; line++)
        {
            log.Write(Encoding.UTF8.GetBytes($"line {line}\n"));
            log.Flush();
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private string GetPath(string name) => _home[Path.Combine("documents", name)];

    private void Write(string name, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(GetPath(name))!);
        File.WriteAllBytes(GetPath(name), content);
    }

    private void Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    private void Truncate(params string[] names)
    {
        foreach (string name in names) Write(Path.Combine("truncated", name), HostileFiles.ReadTruncatedFixture(name));
    }

    private void WriteWrongExtensions()
    {
        byte[] picture = Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
        Write("pdf.docx", HostileFiles.ReadFixture("journal.pdf"));
        Write("docx.pdf", HostileFiles.ReadFixture("journal.docx"));
        Write("png.md", picture);
        Write("png.pdf", picture);
    }

    private void WriteBombs()
    {
        HostileFiles.Repack(
            "journal.docx",
            GetPath("bomb.docx"),
            ("word/document.xml", HostileFiles.WriteBomb($"<w:document xmlns:w=\"{Word}\"><w:body><w:p><w:r><w:t>")));
        HostileFiles.Repack("stock.xlsx", GetPath("bomb.xlsx"), (
            "xl/sharedStrings.xml",
            HostileFiles.WriteBomb("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>")));
        HostileFiles.Repack("handbook.epub", GetPath("bomb.epub"), ("META-INF/container.xml", HostileFiles.WriteBomb("<container><!--")));
        Write(
            "bomb.pdf", HostileFiles.CreatePdf("<</Type/Pages/Count 1/Kids[3 0 R]>>", HostileFiles.WriteBomb("BT /F 12 Tf 100 700 Td (")));
    }

    private void WriteNested()
    {
        Write("nested/div.html", HostileFiles.CreateNested(100_000, "<div>", "</div>"));
        Write("nested/lists.html", HostileFiles.CreateNested(20_000, "<ul><li>", "</li></ul>"));
        Write("nested/brackets.json", HostileFiles.CreateNested(100_000, "[", ""));
        Write("nested/objects.json", HostileFiles.CreateNested(2_000, "{\"a\":", "}"));
        Write("nested/quotes.md", HostileFiles.CreateNested(2_000, "> "));
        Write("nested/lists.md", HostileFiles.CreateNested(2_000, "- "));
        Write("nested/parts.eml", HostileFiles.CreateNestedMail(20_000));
        Write("cycle.pdf", HostileFiles.CreatePdf(
            "<</Type/Pages/Count 1/Kids[2 0 R 3 0 R]/Parent 2 0 R>>",
            HostileFiles.WriteText("BT /F 12 Tf 100 700 Td (A cyclic heron.) Tj ET")));
    }

    private void WriteReferences()
    {
        string secret = new Uri(_home["secret.txt"]).AbsoluteUri;
        string entity = $"<!ENTITY e SYSTEM \"{secret}\">";
        HostileFiles.Repack("journal.docx", GetPath("entity.docx"), ("word/document.xml", HostileFiles.WriteText(
            $"<!DOCTYPE w:document [{entity}]><w:document xmlns:w=\"{Word}\"><w:body><w:p><w:r><w:t>The tapir &e; swims.</w:t></w:r></w:p>"
            + "</w:body></w:document>")));
        string remote = $"http://{_remoteServer.LocalEndpoint}/a";
        HostileFiles.Repack("journal.docx", GetPath("remote.docx"), ("word/_rels/document.xml.rels", HostileFiles.WriteText(
            $"<Relationships xmlns=\"{Relations}\">"
            + $"<Relationship Id=\"rId1\" Type=\"{Template}\" Target=\"{remote}\" TargetMode=\"External\"/></Relationships>")));
        Write(
            "entity.html",
            $"<!DOCTYPE html [{entity}]><p>The tapir &e; <iframe src=\"{secret}\"></iframe><img src=\"{remote}\">"
            + $"<script src=\"{remote}\"></script><object data=\"{secret}\"></object> swims.</p>");
        Write("entity.svg", $"<!DOCTYPE svg [{entity}]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&e;</text></svg>");
    }
}

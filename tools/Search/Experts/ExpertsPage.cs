using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace SearchEngine.Cli.Experts;

/// <summary>
/// Writes an HTML page that shows which experts process which tokens: one self-contained file that makes no network
/// requests.
/// </summary>
internal sealed class ExpertsPage
{
    private ExpertsPage(string path) => Path = path;

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>Prepares a page, and checks that it can be written before the work begins.</summary>
    /// <exception cref="UsageException">There cannot be a file at the path.</exception>
    public static ExpertsPage Create(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new UsageException($"--html: '{path}' is a folder; name a file in it");
        return Directory.Exists(System.IO.Path.GetDirectoryName(full))
            ? new ExpertsPage(full)
            : throw new UsageException($"--html: there is no folder for '{path}'; create it, or name another place");
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(RoutingReport report, IReadOnlyList<RoutedText> texts)
    {
        try
        {
            File.WriteAllText(Path, RenderHtml(report, texts));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{Path} cannot be written ({e.Message.TrimEnd('.')}); name another file with --html", e);
        }
    }

    internal static string RenderHtml(RoutingReport report, IReadOnlyList<RoutedText> texts) => ReadResource("page.html")
        .Replace("/*style*/", ReadResource("page.css"), StringComparison.Ordinal)
        .Replace("/*script*/", ReadResource("page.js"), StringComparison.Ordinal)
        // Last, because the data contains text of documents, which may contain the other placeholders.
        .Replace("/*data*/", SerializeData(report, texts), StringComparison.Ordinal);

    private static string SerializeData(RoutingReport report, IReadOnlyList<RoutedText> texts)
    {
        PageText[] pageTexts = [.. texts.Where(text => text.Tokens.Count > 0).Select(ToPageText)];
        return JsonSerializer.Serialize(new PageData(report, pageTexts), PageJson.Escaped.PageData);
    }

    private static PageText ToPageText(RoutedText text)
    {
        string[] tokens = new string[text.Tokens.Count];
        int shown = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            // Several tokens may be parts of the same character; the first shows it.
            RoutedToken token = text.Tokens[i];
            tokens[i] = text.Text[Math.Min(Math.Max(token.Start, shown), token.End)..token.End];
            shown = Math.Max(shown, token.End);
        }
        int[] kinds = [.. text.Tokens.Select(token => (int)token.Kind)];
        return new PageText(text.Topic, text.IsCode, tokens, kinds, [.. text.Experts.Select(ToBase64)]);
    }

    private static string ToBase64(int[] experts)
    {
        ushort[] numbers = Array.ConvertAll(experts, expert => (ushort)expert);
        return Convert.ToBase64String(MemoryMarshal.AsBytes<ushort>(numbers));
    }

    private static string ReadResource(string name)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>The data that the page's script reads.</summary>
internal sealed record PageData(RoutingReport Report, IReadOnlyList<PageText> Texts);

/// <summary>A text of the page.</summary>
/// <param name="Topic">The topic of the text.</param>
/// <param name="IsCode">Whether the text is code.</param>
/// <param name="Tokens">The tokens, which concatenated are the text.</param>
/// <param name="Kinds">The kind of each token, as the number of the <see cref="TokenKind"/>.</param>
/// <param name="Experts">The experts of each layer, as 16-bit numbers in Base64.</param>
internal sealed record PageText(
    string Topic,
    bool IsCode,
    IReadOnlyList<string> Tokens,
    IReadOnlyList<int> Kinds,
    IReadOnlyList<string> Experts);

/// <summary>Rounds numbers to four decimals, which is all that the page can show.</summary>
internal sealed class FourDecimalsConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(Math.Round(value, 4));
}

/// <summary>
/// Serializes the data of the page with &lt;, &gt;, &amp; and quotes escaped, so that no document can end the script
/// element.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(FourDecimalsConverter)])]
[JsonSerializable(typeof(PageData))]
internal sealed partial class PageJson : JsonSerializerContext
{
    public static PageJson Escaped =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
}

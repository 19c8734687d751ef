using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using SearchEngine.Generator.Routing;

namespace SearchEngine.Cli.Routing;

/// <summary>One page for a browser that shows who took what: markup, style, script and figures in a single file that asks nothing of any network.</summary>
internal sealed class RoutingPage
{
    private RoutingPage(string path) => Path = path;

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    /// <summary>A page that is to be written; what is in the way is said before the work begins.</summary>
    /// <exception cref="UsageException">No file can be there.</exception>
    public static RoutingPage Create(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new UsageException($"--html: '{path}' is a folder; name a file in it");
        return Directory.Exists(System.IO.Path.GetDirectoryName(full)) ? new RoutingPage(full) : throw new UsageException($"--html: there is no folder for '{path}'; make it, or name another place");
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

    /// <summary>The page's text.</summary>
    internal static string RenderHtml(RoutingReport report, IReadOnlyList<RoutedText> texts) => ReadResource("page.html")
        .Replace("/*style*/", ReadResource("page.css"), StringComparison.Ordinal)
        .Replace("/*script*/", ReadResource("page.js"), StringComparison.Ordinal)
        // Last, since it holds what documents say.
        .Replace("/*data*/", SerializeData(report, texts), StringComparison.Ordinal);

    private static string SerializeData(RoutingReport report, IReadOnlyList<RoutedText> texts) =>
        JsonSerializer.Serialize(new PageData(report, [.. texts.Where(text => text.Tokens.Count > 0).Select(ToPageText)]), PageJson.Escaped.PageData);

    private static PageText ToPageText(RoutedText text)
    {
        string[] tokens = new string[text.Tokens.Count];
        int shown = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            // Pieces of one character share its place; the first shows it.
            RoutedToken token = text.Tokens[i];
            tokens[i] = text.Text[Math.Min(Math.Max(token.Start, shown), token.End)..token.End];
            shown = Math.Max(shown, token.End);
        }
        return new PageText(text.Topic, text.IsCode, tokens, [.. text.Tokens.Select(token => (int)token.Kind)], [.. text.Experts.Select(ToBase64)]);
    }

    private static string ToBase64(int[] experts) => Convert.ToBase64String(MemoryMarshal.AsBytes<ushort>(Array.ConvertAll(experts, expert => (ushort)expert)));

    private static string ReadResource(string name)
    {
        using StreamReader reader = new(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

/// <summary>What the page's script reads.</summary>
internal sealed record PageData(RoutingReport Report, IReadOnlyList<PageText> Texts);

/// <summary>A text of the page.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="IsCode">Whether it is code.</param>
/// <param name="Tokens">Its tokens; end to end they are the text.</param>
/// <param name="Kinds">The kind of each, a number.</param>
/// <param name="Experts">For each layer the experts of the tokens, 16-bit numbers in base 64.</param>
internal sealed record PageText(string Topic, bool IsCode, IReadOnlyList<string> Tokens, IReadOnlyList<int> Kinds, IReadOnlyList<string> Experts);

/// <summary>Writes no more digits than a page can show.</summary>
internal sealed class FourDecimalsConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(Math.Round(value, 4));
}

/// <summary>The JSON of the page: in it &lt;, &gt;, &amp; and quotes are escaped, so that no text of a document ends the script that holds it.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, Converters = [typeof(FourDecimalsConverter)])]
[JsonSerializable(typeof(PageData))]
internal sealed partial class PageJson : JsonSerializerContext
{
    public static PageJson Escaped => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
}

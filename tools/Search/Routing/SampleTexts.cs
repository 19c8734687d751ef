using System.Reflection;

namespace SearchEngine.Cli.Routing;

/// <summary>The texts that a decoder reads where none is named: prose on several topics, and code.</summary>
internal static class SampleTexts
{
    private const string Folder = "Texts/";

    public static IReadOnlyList<TopicText> Load()
    {
        Assembly assembly = typeof(SampleTexts).Assembly;
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

        TopicText Read(string name)
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            return new TopicText(name[Folder.Length..^".txt".Length], reader.ReadToEnd().ReplaceLineEndings("\n"), int.MaxValue);
        }
    }
}

using System.Reflection;

namespace SearchEngine.Cli.Experts;

/// <summary>The texts that a decoder reads by default: prose on several topics, and code.</summary>
internal static class SampleTexts
{
    private const string Folder = "Texts/";

    public static IReadOnlyList<TopicText> Load()
    {
        Assembly assembly = typeof(SampleTexts).Assembly;
        IEnumerable<string> names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal));
        return [.. names.Order(StringComparer.Ordinal).Select(Read)];

        TopicText Read(string name)
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            return new TopicText(name[Folder.Length..^".txt".Length], reader.ReadToEnd().ReplaceLineEndings("\n"), int.MaxValue);
        }
    }
}

using System.Globalization;
using System.IO.Hashing;
using System.Text;
using SearchEngine.Documents.Formats;
using SearchEngine.Fuzz.Tests.Mutations;

namespace SearchEngine.Fuzz.Tests;

/// <summary>A document that was damaged on purpose.</summary>
/// <param name="Name">Its file name, by which its reader is found.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Recipe">What it was made of, and how.</param>
internal sealed record Mutant(string Name, byte[] Content, string Recipe)
{
    private const int MaxMutations = 4, WrongExtensionOdds = 12;

    private static readonly string[] Extensions = [.. DocumentReaders.Default.Extensions.Order(StringComparer.Ordinal)];

    private static readonly SourceDocument[][] Kinds =
        [.. SourceDocument.All.GroupBy(document => Path.GetExtension(document.Name)).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => kind.ToArray())];

    /// <summary>Makes a mutant: the same one whenever seed and number are the same.</summary>
    public static Mutant Create(int seed, int number)
    {
        MutationRandom random = new(BitConverter.ToInt32(XxHash32.Hash(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{number}")))));
        SourceDocument source = PickSource(random);
        byte[] content = source.Content;
        List<string> steps = [source.Name];
        for (int left = 1 + random.Next(MaxMutations); left > 0; left--)
        {
            (string step, content) = Mutation.Apply(content, random);
            steps.Add(step);
        }
        string name = source.Name;
        if (random.OneIn(WrongExtensionOdds)) name = Path.ChangeExtension(name, random.Pick(Extensions));
        return new Mutant(name, content, string.Join(", ", steps));
    }

    /// <summary>Any kind of file as often as another, however many documents the corpus has of it.</summary>
    private static SourceDocument PickSource(MutationRandom random) => random.Pick(random.Pick(Kinds));
}

using System.Globalization;
using System.IO.Hashing;
using System.Text;
using SearchEngine.Documents.Formats;
using SearchEngine.Fuzz.Tests.Mutations;

namespace SearchEngine.Fuzz.Tests;

/// <summary>A deliberately damaged document.</summary>
/// <param name="Name">The file name, which determines the reader.</param>
/// <param name="Content">The bytes.</param>
/// <param name="Recipe">The source document and the mutations.</param>
internal sealed record Mutant(string Name, byte[] Content, string Recipe)
{
    private const int MaxMutations = 4, WrongExtensionOdds = 12;

    private static readonly string[] Extensions = [.. DocumentReaders.Default.Extensions.Order(StringComparer.Ordinal)];

    private static readonly SourceDocument[][] Kinds =
        [
            .. SourceDocument.All
                .GroupBy(document => Path.GetExtension(document.Name))
                .OrderBy(kind => kind.Key, StringComparer.Ordinal)
                .Select(kind => kind.ToArray()),
        ];

    /// <summary>Creates a mutant; the same seed and number always give the same mutant.</summary>
    public static Mutant Create(int seed, int number)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"{seed}:{number}");
        MutationRandom random = new(BitConverter.ToInt32(XxHash32.Hash(Encoding.UTF8.GetBytes(key))));
        SourceDocument source = PickSource(random);
        byte[] content = source.Content;
        List<string> steps = [source.Name];
        for (int remaining = 1 + random.Next(MaxMutations); remaining > 0; remaining--)
        {
            (string step, content) = Mutation.Apply(content, random);
            steps.Add(step);
        }
        string name = source.Name;
        if (random.OneIn(WrongExtensionOdds)) name = Path.ChangeExtension(name, random.Pick(Extensions));
        return new Mutant(name, content, string.Join(", ", steps));
    }

    /// <summary>Picks every kind of file with the same probability, however many documents of it there are.</summary>
    private static SourceDocument PickSource(MutationRandom random) => random.Pick(random.Pick(Kinds));
}

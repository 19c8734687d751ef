using System.Globalization;
using System.IO.Hashing;
using System.Text;
using SearchEngine.Fuzz.Tests.Mutations;
using SearchEngine.Readers;

namespace SearchEngine.Fuzz.Tests;

/// <summary>A document that was damaged on purpose.</summary>
/// <param name="Name">Its file name, by which its reader is found.</param>
/// <param name="Content">Its bytes.</param>
/// <param name="Recipe">What it was made of, and how.</param>
internal sealed record Mutant(string Name, byte[] Content, string Recipe)
{
    private const int MostMutations = 4, WrongExtensionIn = 12;

    private static readonly string[] Extensions = [.. DocumentReaders.Default.Extensions.Order(StringComparer.Ordinal)];

    /// <summary>Makes a mutant: the same one whenever seed and number are the same.</summary>
    public static Mutant Make(int seed, int number)
    {
        MutationRandom random = new(BitConverter.ToInt32(XxHash32.Hash(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}:{number}")))));
        SourceDocument source = Cheaper(random);
        byte[] content = source.Content;
        List<string> steps = [source.Name];
        for (int left = 1 + random.Below(MostMutations); left > 0; left--)
        {
            (string step, content) = Mutation.Apply(content, random);
            steps.Add(step);
        }
        string name = source.Name;
        if (random.OneIn(WrongExtensionIn)) name = Path.ChangeExtension(name, random.From(Extensions));
        return new Mutant(name, content, string.Join(", ", steps));
    }

    /// <summary>Of two the smaller, so that the documents that take long come up less often.</summary>
    private static SourceDocument Cheaper(MutationRandom random)
    {
        SourceDocument one = random.From(SourceDocument.All), other = random.From(SourceDocument.All);
        return one.Content.Length <= other.Content.Length ? one : other;
    }
}

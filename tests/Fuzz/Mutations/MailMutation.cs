using System.Text;
using System.Text.RegularExpressions;

namespace SearchEngine.Fuzz.Tests.Mutations;

/// <summary>Damage inside a base64 part of a mail, or an embedded picture of a page.</summary>
internal static partial class MailMutation
{
    private const int LineLength = 76;

    /// <summary>Mutates <paramref name="content"/>; null if it contains no base64.</summary>
    public static (string Step, byte[] Content)? TryApply(byte[] content, MutationRandom random)
    {
        string text = Encoding.Latin1.GetString(content);
        MatchCollection parts = Base64().Matches(text);
        if (parts.Count == 0) return null;
        Match part = parts[random.Next(parts.Count)];
        byte[] decoded = new byte[part.Length];
        if (!Convert.TryFromBase64String(part.Value, decoded, out int length)) return null;

        (string step, byte[] changed) = Mutation.Apply(decoded[..length], random);
        string encoded = string.Join("\r\n", Convert.ToBase64String(changed).Chunk(LineLength).Select(line => new string(line)));
        string mutated = string.Concat(text.AsSpan(..part.Index), encoded, text.AsSpan(part.Index + part.Length));
        return ($"in base64 {step}", Encoding.Latin1.GetBytes(mutated));
    }

    [GeneratedRegex(@"(?:[A-Za-z0-9+/]{60,76}\r?\n)+[A-Za-z0-9+/]{2,76}={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Base64();
}

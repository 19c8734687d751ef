using System.Text;

namespace SearchEngine.Generator;

/// <summary>Decodes bytes to text incrementally: returns whole characters only, and holds back what may become a stop string.</summary>
internal sealed class TextStreamer(IReadOnlyList<string> stops)
{
    private readonly System.Text.Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly StringBuilder _pending = new();

    /// <summary>Whether a stop string was found; further bytes are ignored.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Appends the bytes of a token and returns the text that is complete; may be empty.</summary>
    public string Append(ReadOnlySpan<byte> bytes)
    {
        if (IsStopped) return "";
        Span<char> characters = bytes.Length <= 256 ? stackalloc char[bytes.Length + 2] : new char[bytes.Length + 2];
        _pending.Append(characters[.._decoder.GetChars(bytes, characters, flush: false)]);
        if (stops.Count == 0) return TakePending(_pending.Length);

        string pending = _pending.ToString();
        int stop = -1;
        foreach (string text in stops)
        {
            int found = pending.IndexOf(text, StringComparison.Ordinal);
            if (found >= 0 && (stop < 0 || found < stop)) stop = found;
        }
        if (stop < 0) return TakePending(pending.Length - GetPartialStopLength(pending));
        IsStopped = true;
        return TakePending(stop);
    }

    /// <summary>Returns the rest of the text; incomplete characters become U+FFFD.</summary>
    public string Finish()
    {
        if (IsStopped) return "";
        Span<char> rest = stackalloc char[4];
        _pending.Append(rest[.._decoder.GetChars([], rest, flush: true)]);
        return TakePending(_pending.Length);
    }

    /// <summary>Returns the length of the longest end of the text that starts a stop string.</summary>
    private int GetPartialStopLength(string pending)
    {
        int longest = 0;
        foreach (string stop in stops)
        {
            for (int length = Math.Min(stop.Length - 1, pending.Length); length > longest; length--)
            {
                if (pending.AsSpan(pending.Length - length).SequenceEqual(stop.AsSpan(0, length))) longest = length;
            }
        }
        return longest;
    }

    private string TakePending(int count)
    {
        string text = _pending.ToString(0, count);
        _pending.Remove(0, count);
        return text;
    }
}

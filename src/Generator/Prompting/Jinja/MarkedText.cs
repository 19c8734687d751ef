using System.Text;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>A text that records for each character whether it comes from the template.</summary>
internal sealed class MarkedText
{
    private readonly (int End, bool IsTemplate)[] _runs;

    public MarkedText(string text, bool isTemplate)
        : this(text, text.Length == 0 ? [] : [(text.Length, isTemplate)])
    {
    }

    private MarkedText(string text, (int End, bool IsTemplate)[] runs) => (Text, _runs) = (text, runs);

    public static MarkedText Empty { get; } = new("", isTemplate: true);

    public string Text { get; }

    public int Length => Text.Length;

    public bool IsTemplate => _runs.All(run => run.IsTemplate);

    /// <summary>The text in parts, alternately from the template and not.</summary>
    public PromptPart[] Parts => [.. _runs.Select((run, i) => new PromptPart(Text[GetStart(i)..run.End], run.IsTemplate))];

    public MarkedText Slice(int start, int length)
    {
        if (start == 0 && length == Length) return this;
        Builder builder = new();
        builder.Append(this, start, length);
        return builder.ToText();
    }

    public MarkedText Trim(bool start, bool end, Func<char, bool> isTrimmed)
    {
        int from = 0, to = Length;
        while (start && from < to && isTrimmed(Text[from])) from++;
        while (end && from < to && isTrimmed(Text[to - 1])) to--;
        return Slice(from, to - from);
    }

    /// <summary>Applies a function to the text. The result counts as the template's only if all of this text does.</summary>
    public MarkedText Transform(Func<string, string> transform) => new(transform(Text), IsTemplate);

    public static MarkedText Concat(params ReadOnlySpan<MarkedText> texts)
    {
        Builder builder = new();
        foreach (MarkedText text in texts) builder.Append(text);
        return builder.ToText();
    }

    private int GetStart(int run) => run == 0 ? 0 : _runs[run - 1].End;

    /// <summary>Concatenates texts.</summary>
    internal sealed class Builder
    {
        private readonly StringBuilder _text = new();
        private readonly List<(int End, bool IsTemplate)> _runs = [];

        public void Append(MarkedText text) => Append(text, 0, text.Length);

        public void Append(MarkedText text, int start, int length)
        {
            int from = start, end = start + length;
            foreach ((int runEnd, bool isTemplate) in text._runs)
            {
                int to = Math.Min(runEnd, end);
                if (to <= from) continue;
                _text.Append(text.Text, from, to - from);
                if (_runs.Count > 0 && _runs[^1].IsTemplate == isTemplate) _runs[^1] = (_text.Length, isTemplate);
                else _runs.Add((_text.Length, isTemplate));
                from = to;
            }
        }

        public MarkedText ToText() => new(_text.ToString(), [.. _runs]);
    }
}

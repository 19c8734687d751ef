namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>The variables and the output of one run of a template, and what work is left to it.</summary>
internal sealed class Scope
{
    /// <summary>Units of what costs far more than a character: a round of a loop, a comparison, a list that is written.</summary>
    public const long IterationCost = 16;

    private const long MinWork = 1_000_000, WorkPerCharacter = 64;

    private readonly List<Dictionary<string, object?>> _variables = [new(StringComparer.Ordinal)];
    private MarkedText.Builder _output = new();
    private long _remainingWork;

    /// <param name="characters">Length of what the template is to write.</param>
    public Scope(long characters) => _remainingWork = MinWork + (WorkPerCharacter * characters);

    /// <summary>Line of the template that runs, for errors.</summary>
    public int Line { get; set; } = 1;

    public MarkedText Output => _output.ToText();

    public object? GetVariable(string name)
    {
        for (int i = _variables.Count - 1; i >= 0; i--)
        {
            if (_variables[i].TryGetValue(name, out object? value)) return value;
        }
        return new Undefined(name);
    }

    public void SetVariable(string name, object? value) => _variables[^1][name] = value;

    /// <summary>Runs a body whose variables end with it.</summary>
    public void RunNested(Action body)
    {
        _variables.Add(new(StringComparer.Ordinal));
        body();
        _variables.RemoveAt(_variables.Count - 1);
    }

    public void Write(MarkedText text)
    {
        Spend(text.Length);
        _output.Append(text);
    }

    /// <summary>What a statement writes, kept from the output.</summary>
    public MarkedText Capture(Statement body)
    {
        MarkedText.Builder output = _output;
        _output = new();
        body(this);
        MarkedText captured = _output.ToText();
        _output = output;
        return captured;
    }

    /// <summary>
    /// Counts work, a unit an operation or a character made: a template that never ends, or whose values grow without end, ends here.
    /// </summary>
    public void Spend(long units)
    {
        _remainingWork -= units;
        if (_remainingWork < 0) throw CreateError("it takes too many steps");
    }

    public ChatTemplateException CreateError(string reason) => new($"The chat template stops in line {Line}: {reason}.");
}

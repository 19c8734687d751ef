namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>The variables, the output and the remaining work budget of one run of a template.</summary>
internal sealed class Scope
{
    /// <summary>The work units of operations that cost far more than a character: iterations, comparisons, collections in JSON.</summary>
    public const long IterationCost = 16;

    private const long MinWork = 1_000_000, WorkPerCharacter = 64;

    private readonly List<Dictionary<string, object?>> _variables = [new(StringComparer.Ordinal)];
    private MarkedText.Builder _output = new();
    private long _remainingWork;

    /// <param name="characters">The number of characters in the messages, which determines the work budget.</param>
    public Scope(long characters) => _remainingWork = MinWork + (WorkPerCharacter * characters);

    /// <summary>The line of the template that is running, for error messages.</summary>
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

    /// <summary>Runs a body whose variables are local to it.</summary>
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

    /// <summary>Runs a statement and returns what it writes instead of adding it to the output.</summary>
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
    /// Subtracts work from the budget: one unit per operation or character. Stops templates that run forever or whose values grow without
    /// limit.
    /// </summary>
    public void Spend(long units)
    {
        _remainingWork -= units;
        if (_remainingWork < 0) throw CreateError("the template takes too many steps");
    }

    public ChatTemplateException CreateError(string reason) => new($"The chat template failed on line {Line}: {reason}.");
}

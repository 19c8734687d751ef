namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>A for loop. Variables that the body sets are local to one iteration.</summary>
internal sealed record ForLoop(
    int Line,
    IReadOnlyList<string> Names,
    Expression Items,
    Expression? Condition,
    Statement Body,
    Statement? ElseBody)
{
    public void Run(Scope scope)
    {
        scope.Line = Line;
        object?[] items = Values.ToItems(scope, Items(scope));
        if (Condition is not null) items = [.. items.Where(item => MatchesCondition(scope, item))];
        for (int i = 0; i < items.Length; i++)
        {
            scope.Spend(Scope.IterationCost);
            scope.RunNested(() =>
            {
                Assign(scope, items[i]);
                scope.SetVariable("loop", CreateLoopVariable(items, i));
                Body(scope);
            });
        }
        if (items.Length == 0) ElseBody?.Invoke(scope);
    }

    private bool MatchesCondition(Scope scope, object? item)
    {
        bool passes = false;
        scope.RunNested(() =>
        {
            Assign(scope, item);
            passes = Values.IsTrue(Condition!(scope));
        });
        return passes;
    }

    private void Assign(Scope scope, object? item)
    {
        if (Names is [string single])
        {
            scope.SetVariable(single, item);
            return;
        }
        object?[] parts = Values.ToItems(scope, item);
        if (parts.Length != Names.Count)
        {
            throw scope.CreateError($"the loop has {Names.Count} variables, but an item has {parts.Length} parts");
        }
        for (int i = 0; i < parts.Length; i++) scope.SetVariable(Names[i], parts[i]);
    }

    private static Dictionary<string, object?> CreateLoopVariable(object?[] items, int i) => new(StringComparer.Ordinal)
    {
        ["index"] = i + 1L,
        ["index0"] = (long)i,
        ["revindex"] = (long)(items.Length - i),
        ["revindex0"] = items.Length - i - 1L,
        ["first"] = i == 0,
        ["last"] = i == items.Length - 1,
        ["length"] = (long)items.Length,
        ["previtem"] = i > 0 ? items[i - 1] : new Undefined("previtem"),
        ["nextitem"] = i + 1 < items.Length ? items[i + 1] : new Undefined("nextitem"),
    };
}

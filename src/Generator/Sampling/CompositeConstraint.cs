namespace SearchEngine.Generator.Sampling;

/// <summary>Allows a token if all of its constraints allow it.</summary>
internal sealed class CompositeConstraint(IReadOnlyList<ITokenConstraint> constraints) : ITokenConstraint
{
    public bool AllowsAll
    {
        get
        {
            foreach (ITokenConstraint constraint in constraints)
            {
                if (!constraint.AllowsAll) return false;
            }
            return true;
        }
    }

    public bool Allows(int token)
    {
        foreach (ITokenConstraint constraint in constraints)
        {
            if (!constraint.Allows(token)) return false;
        }
        return true;
    }

    public void Accept(int token)
    {
        foreach (ITokenConstraint constraint in constraints) constraint.Accept(token);
    }
}

using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>Finds collections by name.</summary>
internal static class CollectionMatcher
{
    /// <summary>Returns the ids of the collections whose names pass one of the condition's tests.</summary>
    /// <exception cref="FilterException">A test matches no collection.</exception>
    public static HashSet<long> Find(CatalogConnection db, CollectionCondition condition)
    {
        List<CollectionEntry> all = CollectionTable.GetAll(db);
        return [.. condition.Names.SelectMany(test => Find(all, condition, test))];
    }

    private static IEnumerable<long> Find(List<CollectionEntry> all, CollectionCondition condition, ValueTest test)
    {
        List<CollectionEntry> matches = all.FindAll(collection => Matches(test, FieldTable.Fold(collection.Name)));
        if (matches.Count > 0) return matches.Select(collection => collection.Id);
        string name = test is ValueStartsWith prefix ? prefix.Text + "*" : ((ValueEquals)test).Text;
        string names = string.Join(", ", all.Select(collection => collection.Name));
        throw new FilterException(condition.Source, $"there is no collection '{name}'; the index has: {names}");
    }

    private static bool Matches(ValueTest test, string name) =>
        test is ValueStartsWith prefix ? name.StartsWith(prefix.Text, StringComparison.Ordinal) : name == ((ValueEquals)test).Text;
}

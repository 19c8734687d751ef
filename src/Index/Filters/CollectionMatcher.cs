using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>Finds collections by name.</summary>
internal static class CollectionMatcher
{
    /// <returns>Ids of the collections that meet a test.</returns>
    /// <exception cref="FilterException">There is none that a test means.</exception>
    public static HashSet<long> Find(CatalogConnection db, CollectionCondition condition)
    {
        List<CollectionEntry> all = CollectionTable.GetAll(db);
        return [.. condition.Names.SelectMany(test => Find(all, condition, test))];
    }

    private static IEnumerable<long> Find(List<CollectionEntry> all, CollectionCondition condition, ValueTest test)
    {
        (string text, bool begins) = test is ValueStartsWith prefix ? (prefix.Text, true) : (((ValueEquals)test).Text, false);
        List<CollectionEntry> named = all.FindAll(collection => FieldTable.Fold(collection.Name) is var name && (begins ? name.StartsWith(text, StringComparison.Ordinal) : name == text));
        return named.Count > 0 ? named.Select(collection => collection.Id) : throw new FilterException(condition.Source,
            $"there is no collection '{text}{(begins ? "*" : "")}'; the index has: {string.Join(", ", all.Select(collection => collection.Name))}");
    }
}

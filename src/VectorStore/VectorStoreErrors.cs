using Microsoft.Extensions.VectorData;
using SearchEngine.Index.Contracts;

namespace SearchEngine.VectorStore;

/// <summary>Wraps <see cref="IndexException"/> in <see cref="VectorStoreException"/>, which callers of any vector store handle.</summary>
internal static class VectorStoreErrors
{
    public static async Task<T> TranslateAsync<T>(VectorStoreMetadata store, string? collection, string operation, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (IndexException e)
        {
            throw new VectorStoreException(e.Message, e)
            {
                VectorStoreSystemName = store.VectorStoreSystemName,
                VectorStoreName = store.VectorStoreName,
                CollectionName = collection,
                OperationName = operation,
            };
        }
    }
}

namespace SearchEngine.Models;

/// <summary>A model that is loaded in the background when it is first needed.</summary>
/// <param name="load">Loads the model, or returns the one that the application supplied.</param>
/// <param name="ownsModel">Whether the model is disposed with this object.</param>
internal sealed class LazyModel<T>(Func<T> load, bool ownsModel = true) : IAsyncDisposable
    where T : class
{
    private readonly Lazy<Task<T>> _loading = new(() => Task.Run(load));

    /// <summary>The model if it is loaded already; otherwise null.</summary>
    public T? Loaded => _loading is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true } loading } ? loading.Result : null;

    /// <summary>Returns the model; starts loading it if necessary.</summary>
    public Task<T> GetAsync() => _loading.Value;

    public async ValueTask DisposeAsync()
    {
        if (!ownsModel || !_loading.IsValueCreated) return;
        // A process that ends while a model is loading may crash in native code.
        await ((Task)_loading.Value).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        (Loaded as IDisposable)?.Dispose();
    }
}

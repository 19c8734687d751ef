namespace SearchEngine.Models;

/// <summary>A model of a knowledge base that applications may use while the knowledge base is open.</summary>
/// <param name="model">The model.</param>
/// <param name="beginCall">Keeps the knowledge base open until its result is disposed.</param>
internal sealed class SharedModel<T>(LazyModel<T> model, Func<IDisposable> beginCall)
    where T : class
{
    /// <summary>The model if it is loaded already; otherwise null.</summary>
    public T? Loaded => model.Loaded;

    /// <summary>Runs <paramref name="work"/> on the model, which is loaded first if necessary.</summary>
    /// <exception cref="ObjectDisposedException">The knowledge base is closed.</exception>
    public async Task<TResult> UseAsync<TResult>(Func<T, Task<TResult>> work, CancellationToken cancellation)
    {
        using IDisposable call = beginCall();
        return await work(await model.GetAsync().WaitAsync(cancellation).ConfigureAwait(false)).ConfigureAwait(false);
    }
}

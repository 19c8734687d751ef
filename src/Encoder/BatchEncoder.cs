namespace SearchEngine.Encoder;

/// <summary>Encodes many texts, as many at once as there are threads; each thread keeps the short ones that it meets until a group is full.</summary>
internal static class BatchEncoder
{
    /// <param name="session">The session.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="getTokens">Token ids of a text by its index; called once for each, from any thread.</param>
    /// <param name="embeddings">One a text, as long as an embedding; receive the results.</param>
    /// <param name="cancellationToken">Heeded between runs.</param>
    public static Task RunAsync(EncoderSession session, int threads, Func<int, int[]> getTokens, float[][] embeddings, CancellationToken cancellationToken)
    {
        int next = -1;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        return Parallel.ForAsync(0, Math.Min(threads, embeddings.Length), parallel, (_, stop) =>
        {
            List<(int Text, int[] Ids)> group = new(GroupSession.Size);
            for (int text; (text = Interlocked.Increment(ref next)) < embeddings.Length;)
            {
                stop.ThrowIfCancellationRequested();
                int[] ids = getTokens(text);
                if (!session.AcceptsForGroup(ids.Length))
                {
                    session.Run(ids, embeddings[text]);
                    continue;
                }
                group.Add((text, ids));
                if (group.Count < GroupSession.Size) continue;
                session.RunGroup([.. group.Select(member => member.Ids)], [.. group.Select(member => embeddings[member.Text])]);
                group.Clear();
            }
            foreach ((int text, int[] ids) in group)
            {
                stop.ThrowIfCancellationRequested();
                session.Run(ids, embeddings[text]);
            }
            return ValueTask.CompletedTask;
        });
    }
}

namespace SearchEngine.Encoder;

/// <summary>Encodes many texts in parallel. Each thread collects short texts until a group is full.</summary>
internal static class BatchEncoder
{
    /// <param name="session">The session.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="getTokens">Returns the token ids of a text by its index; called once for each text, from any thread.</param>
    /// <param name="embeddings">Receives the embedding of each text.</param>
    /// <param name="cancellationToken">Checked between runs.</param>
    public static Task RunAsync(
        EncoderSession session, int threads, Func<int, int[]> getTokens, float[][] embeddings, CancellationToken cancellationToken)
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

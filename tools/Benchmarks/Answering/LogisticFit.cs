using System.Numerics.Tensors;

namespace SearchEngine.Benchmarks.Answering;

/// <summary>Logistic regression by Newton's method, with ridge regularization.</summary>
internal static class LogisticFit
{
    private const int Steps = 30;
    private const double Ridge = 1e-3;

    /// <summary>Returns the probability of a positive label, in [0, 1].</summary>
    public static double Chance(double[] weights, double[] features) =>
        1 / (1 + Math.Exp(-TensorPrimitives.Dot<double>(weights, features)));

    /// <summary>Fits the weights of the features.</summary>
    public static double[] Fit((double[] Features, bool Label)[] samples)
    {
        int size = samples[0].Features.Length;
        double[] weights = new double[size];
        for (int step = 0; step < Steps; step++)
        {
            double[,] system = new double[size, size + 1];
            for (int i = 0; i < size; i++) (system[i, i], system[i, size]) = (Ridge, -Ridge * weights[i]);
            foreach ((double[] features, bool label) in samples)
            {
                double chance = Chance(weights, features);
                double curvature = chance * (1 - chance), error = (label ? 1 : 0) - chance;
                for (int i = 0; i < size; i++)
                {
                    system[i, size] += error * features[i];
                    for (int j = 0; j < size; j++) system[i, j] += curvature * features[i] * features[j];
                }
            }
            double[] change = Solve(system, size);
            for (int i = 0; i < size; i++) weights[i] += change[i];
        }
        return weights;
    }

    /// <summary>Solves the system by Gauss-Jordan elimination. No pivoting is needed: the system is positive definite.</summary>
    private static double[] Solve(double[,] system, int size)
    {
        for (int pivot = 0; pivot < size; pivot++)
        {
            for (int row = 0; row < size; row++)
            {
                if (row == pivot) continue;
                double factor = system[row, pivot] / system[pivot, pivot];
                for (int column = pivot; column <= size; column++) system[row, column] -= factor * system[pivot, column];
            }
        }
        return [.. Enumerable.Range(0, size).Select(i => system[i, size] / system[i, i])];
    }
}

namespace SearchEngine.Tests.Packing;

/// <summary>A tensor that an operator is given or gives: its shape, and numbers that it reads or writes as float32 whatever type they have.</summary>
internal sealed unsafe class KernelTensor
{
    private readonly void* _data;
    private readonly bool _half;

    private KernelTensor(void* value, long[] shape, bool half)
    {
        void* data;
        OrtFunctions.ThrowOnError(((delegate* unmanaged<void*, void**, void*>)OrtFunctions.GetAddress("GetTensorMutableData"))(value, &data));
        _data = data;
        (Shape, _half) = (shape, half);
    }

    public long[] Shape { get; }

    private int Length => checked((int)Shape.Aggregate(1L, (product, size) => product * size));

    public static KernelTensor? GetInput(void* context, int index, bool half)
    {
        void* value;
        OrtFunctions.ThrowOnError(((delegate* unmanaged<void*, nuint, void**, void*>)OrtFunctions.GetAddress("KernelContext_GetInput"))(context, (nuint)index, &value));
        return value is null ? null : new KernelTensor(value, ReadShape(value), half);
    }

    public static KernelTensor GetOutput(void* context, long[] shape, bool half)
    {
        void* value;
        fixed (long* sizes = shape)
            OrtFunctions.ThrowOnError(((delegate* unmanaged<void*, nuint, long*, nuint, void**, void*>)OrtFunctions.GetAddress("KernelContext_GetOutput"))(context, 0, sizes, (nuint)shape.Length, &value));
        return new KernelTensor(value, shape, half);
    }

    public float[] ToFloats() => _half ? [.. new ReadOnlySpan<Half>(_data, Length).ToArray().Select(x => (float)x)] : new ReadOnlySpan<float>(_data, Length).ToArray();

    public int[] ToIntegers() => new ReadOnlySpan<int>(_data, Length).ToArray();

    public void Write(float[] values)
    {
        Assert.Equal(Length, values.Length);
        if (_half) values.Select(x => (Half)x).ToArray().CopyTo(new Span<Half>(_data, Length));
        else values.CopyTo(new Span<float>(_data, Length));
    }

    private static long[] ReadShape(void* value)
    {
        void* info;
        OrtFunctions.ThrowOnError(((delegate* unmanaged<void*, void**, void*>)OrtFunctions.GetAddress("GetTensorTypeAndShape"))(value, &info));
        nuint rank;
        OrtFunctions.ThrowOnError(((delegate* unmanaged<void*, nuint*, void*>)OrtFunctions.GetAddress("GetDimensionsCount"))(info, &rank));
        long[] shape = new long[rank];
        fixed (long* sizes = shape) OrtFunctions.ThrowOnError(((delegate* unmanaged<void*, long*, nuint, void*>)OrtFunctions.GetAddress("GetDimensions"))(info, sizes, rank));
        ((delegate* unmanaged<void*, void>)OrtFunctions.GetAddress("ReleaseTensorTypeAndShapeInfo"))(info);
        return shape;
    }
}

"""The models that compare texts: exported once, run by onnxruntime."""

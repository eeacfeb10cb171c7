"""How people ask, taught to the packaged model from written pairs."""

"""Industrial-policy case studies as data."""
